package dev.barometer.survey.trigger;

import dev.barometer.contract.fact.Requester;

/**
 * What would become of somebody who is asked by hand now.
 *
 * @param verdict {@code asked}, or why not
 * @param decided whether that is what became of him: the same was asked before
 */
public record HandLook(Requester person, String verdict, boolean decided) {}
