/** Signing in at the organisation's own provider (OpenID Connect Core 1.0). */
@NullMarked
package dev.barometer.reporting.openid;

import org.jspecify.annotations.NullMarked;
