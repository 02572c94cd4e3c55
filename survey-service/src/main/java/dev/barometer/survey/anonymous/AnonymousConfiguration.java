package dev.barometer.survey.anonymous;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** The settings of this room. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AnonymousProperties.class)
class AnonymousConfiguration {}
