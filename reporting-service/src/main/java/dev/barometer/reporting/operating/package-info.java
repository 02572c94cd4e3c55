/**
 * Operating data of IT systems and of the people who run them: how available a system was, how full
 * a disk is, how many hours a team worked. People and programs send it; reports tell it. No score
 * is made of it.
 */
@NullMarked
package dev.barometer.reporting.operating;

import org.jspecify.annotations.NullMarked;
