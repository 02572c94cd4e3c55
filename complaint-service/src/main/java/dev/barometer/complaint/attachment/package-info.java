/**
 * Files at a case: which may come, where their bytes are kept, and how they go. Only who sees a
 * case reaches its files, and none of them goes to a customer.
 */
@NullMarked
package dev.barometer.complaint.attachment;

import org.jspecify.annotations.NullMarked;
