package dev.barometer.survey.visitor;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How answers by links are taken.
 *
 * @param kept how long what was answered by a link is kept beside the fact: longer than it can be
 *     changed and than the broker is ever away, for until it is sent it is nowhere else
 * @param partialAfter how long after somebody left the page what he had chosen becomes an answer
 * @param tooFast nobody reads and answers in less: what the page's script says took less is set
 *     aside
 * @param asideKept how long what is set aside waits for somebody to look at it
 */
@ConfigurationProperties("barometer.answers")
record AnswerProperties(
    @DefaultValue("30d") Duration kept,
    @DefaultValue("30m") Duration partialAfter,
    @DefaultValue("2s") Duration tooFast,
    @DefaultValue("90d") Duration asideKept) {}
