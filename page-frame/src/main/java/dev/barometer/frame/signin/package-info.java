/** Where people sign in, on a page that every service has; who they are the starter decides. */
@NullMarked
package dev.barometer.frame.signin;

import org.jspecify.annotations.NullMarked;
