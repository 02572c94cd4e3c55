package dev.barometer.e2e.architecture.broken.right;

import dev.barometer.e2e.architecture.broken.left.LeftRoom;
import org.jspecify.annotations.Nullable;

/** Needs the other room, which needs this one. */
public record RightRoom(@Nullable LeftRoom next) {}
