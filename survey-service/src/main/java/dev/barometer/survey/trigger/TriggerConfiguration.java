package dev.barometer.survey.trigger;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** The settings of what triggers campaigns. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AskingProperties.class)
class TriggerConfiguration {}
