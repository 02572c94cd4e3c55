/** What managers keep and change as a whole: a document with a revision. Knows not what it is. */
@NullMarked
package dev.barometer.complaint.kept;

import org.jspecify.annotations.NullMarked;
