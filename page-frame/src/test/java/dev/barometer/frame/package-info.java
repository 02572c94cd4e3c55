/** A small service with pages, and what people see of it. */
package dev.barometer.frame;
