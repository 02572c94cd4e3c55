/** Imports: many answers or tickets in one file, read as a job that tells how far it is. */
@NullMarked
package dev.barometer.survey.imports;

import org.jspecify.annotations.NullMarked;
