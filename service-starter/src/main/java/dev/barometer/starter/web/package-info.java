/** Problem details and what else every HTTP edge does alike. */
@NullMarked
package dev.barometer.starter.web;

import org.jspecify.annotations.NullMarked;
