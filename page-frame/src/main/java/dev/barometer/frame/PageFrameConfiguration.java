package dev.barometer.frame;

import dev.barometer.frame.brand.BrandConfiguration;
import dev.barometer.frame.page.PageConfiguration;
import dev.barometer.frame.signin.SignInConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Gives a service pages: its application imports this. It is not there by itself, because services
 * with pages and without may share a class path.
 */
@Configuration(proxyBeanMethods = false)
@Import({BrandConfiguration.class, PageConfiguration.class, SignInConfiguration.class})
public class PageFrameConfiguration {}
