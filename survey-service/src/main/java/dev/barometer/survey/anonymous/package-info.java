/**
 * Anonymous surveys: that somebody answered and what was answered lie in one box, in no order, and
 * leave it together with those of others. Nothing that is kept leads from one to the other.
 */
@NullMarked
package dev.barometer.survey.anonymous;

import org.jspecify.annotations.NullMarked;
