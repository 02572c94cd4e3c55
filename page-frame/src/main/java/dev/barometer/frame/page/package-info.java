/** The frame around every page, for staff and for visitors: navigation, languages, errors. */
@NullMarked
package dev.barometer.frame.page;

import org.jspecify.annotations.NullMarked;
