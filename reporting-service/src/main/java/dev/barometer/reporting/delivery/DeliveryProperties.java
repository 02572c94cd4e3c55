package dev.barometer.reporting.delivery;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How reports go out; the sender is {@code barometer.mail.from}.
 *
 * @param largestAttachment of a PDF that goes with the mail; of a larger one only the link goes
 */
@ConfigurationProperties("barometer.reports")
record DeliveryProperties(@DefaultValue("10MB") DataSize largestAttachment) {}
