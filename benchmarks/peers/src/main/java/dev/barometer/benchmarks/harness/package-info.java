/**
 * Runs rows: contestants in processes of their own, in turn, several times; checks before it times;
 * reports medians and spreads. Knows no row.
 */
@NullMarked
package dev.barometer.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
