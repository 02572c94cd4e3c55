/** From what people answer to cases: which answers escalate, and which case they belong to. */
@NullMarked
package dev.barometer.complaint.escalation;

import org.jspecify.annotations.NullMarked;
