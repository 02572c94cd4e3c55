package dev.barometer.survey.visitor;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How answers by links are taken.
 *
 * @param kept how long what was answered by a link is kept beside the fact: longer than it can be
 *     changed and than the broker is ever away, for until it is sent it is nowhere else
 */
@ConfigurationProperties("barometer.answers")
record AnswerProperties(@DefaultValue("30d") Duration kept) {}
