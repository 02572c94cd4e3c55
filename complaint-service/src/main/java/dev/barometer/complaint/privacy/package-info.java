/** What cases hold of a person, and how it goes when he is erased. */
@NullMarked
package dev.barometer.complaint.privacy;

import org.jspecify.annotations.NullMarked;
