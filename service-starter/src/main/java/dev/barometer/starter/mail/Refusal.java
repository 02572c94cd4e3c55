package dev.barometer.starter.mail;

/**
 * That a server refused an address for good.
 *
 * @param status an enhanced status code (RFC 3463), such as {@code 5.1.1}
 * @param said by the server; perhaps with the address
 */
public record Refusal(String status, String said) {}
