/** Tests of what all services do alike. */
package dev.barometer.starter;
