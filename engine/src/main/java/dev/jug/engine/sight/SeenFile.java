package dev.jug.engine.sight;

import java.nio.file.Files;
import java.nio.file.Path;

/** What tells of the machine, and in a container is to tell of the container. */
enum SeenFile {
  MEMINFO("/proc/meminfo"),
  CPUINFO("/proc/cpuinfo"),
  STAT("/proc/stat"),
  LOADAVG("/proc/loadavg"),
  UPTIME("/proc/uptime"),
  SWAPS("/proc/swaps"),
  DISKSTATS("/proc/diskstats"),
  ONLINE("/sys/devices/system/cpu/online"),
  /** No file: what sysinfo(2) says, for those that see themselves in calls too. */
  SYSINFO("sysinfo");

  private final String place;

  SeenFile(String place) {
    this.place = place;
  }

  /** Where programs look for it, and where the machine's own is. */
  String place() {
    return place;
  }

  /** Whether it covers a file of the machine. */
  boolean covers() {
    return this != SYSINFO;
  }

  /** Whether this machine has it: a kernel may lack what it tells of. */
  boolean isThere() {
    return !covers() || Files.exists(Path.of(place));
  }

  /** What it is called beside the others of its container. */
  String fileName() {
    return place.substring(place.lastIndexOf('/') + 1);
  }
}
