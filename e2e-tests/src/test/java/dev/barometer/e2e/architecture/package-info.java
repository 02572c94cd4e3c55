/** The rules the code keeps, asked of the classes themselves. */
package dev.barometer.e2e.architecture;
