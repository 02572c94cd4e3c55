package dev.barometer.e2e.architecture.broken.left;

import dev.barometer.e2e.architecture.broken.right.RightRoom;

/** Needs the other room, which needs this one. */
public record LeftRoom(RightRoom next) {}
