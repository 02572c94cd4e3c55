package dev.barometer.starter.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What stands between people and this service.
 *
 * @param door the proxies whose word is taken for who calls, how and for which host: by name,
 *     address or network; nobody's, as it comes
 */
@ConfigurationProperties("barometer")
record DoorProperties(@DefaultValue List<String> door) {}
