/** Who may call what: bearer tokens with roles, form login for people. */
@NullMarked
package dev.barometer.starter.security;

import org.jspecify.annotations.NullMarked;
