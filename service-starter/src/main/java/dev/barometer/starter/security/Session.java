package dev.barometer.starter.security;

import java.time.Instant;

/**
 * That somebody signed in; all of it stands in a cookie.
 *
 * @param id of no other session
 * @param callerId who it is; what he may is asked at each call
 */
record Session(String id, String callerId, Instant since, Instant until) {}
