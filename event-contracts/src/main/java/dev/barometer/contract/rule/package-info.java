/** What rules of records are made of: violations, and names and times in one spelling. */
@NullMarked
package dev.barometer.contract.rule;

import org.jspecify.annotations.NullMarked;
