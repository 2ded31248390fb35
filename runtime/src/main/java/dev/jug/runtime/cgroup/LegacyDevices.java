package dev.jug.runtime.cgroup;

import static dev.jug.runtime.cgroup.DevicePattern.ANY;

/** Devices as version 1 names them. */
record LegacyDevices(char type, long major, long minor) {

  boolean meets(LegacyDevices other) {
    return type == other.type && meets(major, other.major) && meets(minor, other.minor);
  }

  private static boolean meets(long one, long other) {
    return one == ANY || other == ANY || one == other;
  }

  boolean covers(LegacyDevices other) {
    return type == other.type && covers(major, other.major) && covers(minor, other.minor);
  }

  private static boolean covers(long one, long other) {
    return one == ANY || one == other;
  }

  String text(int access) {
    return type
        + " "
        + number(major)
        + ":"
        + number(minor)
        + " "
        + ((access & DevicePattern.READ) != 0 ? "r" : "")
        + ((access & DevicePattern.WRITE) != 0 ? "w" : "")
        + ((access & DevicePattern.MAKE) != 0 ? "m" : "");
  }

  private static String number(long number) {
    return number == ANY ? "*" : Long.toString(number);
  }
}
