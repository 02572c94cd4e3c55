/**
 * Files of answers and of tickets: what their lines and columns mean. Whose file it is, and what
 * becomes of its lines, is the business of {@code survey.imports}.
 */
@NullMarked
package dev.barometer.survey.file;

import org.jspecify.annotations.NullMarked;
