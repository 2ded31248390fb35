package dev.jug.docker.container;

import tools.jackson.databind.node.ObjectNode;

/**
 * Fields of an inspected container that mean nothing here: of Windows, and of drivers that are not
 * there. They are in the answer because programs look into it without asking whether a field is
 * there.
 */
final class EmptyFields {
  private EmptyFields() {}

  static void addTo(ObjectNode view) {
    var driver = view.putObject("GraphDriver");
    driver.set("Name", view.get("Driver"));
    driver.putNull("Data");
    if (view.get("Config") instanceof ObjectNode config) {
      addToConfig(config);
    }
    if (view.get("HostConfig") instanceof ObjectNode config) {
      addToHostConfig(config);
    }
  }

  private static void addToConfig(ObjectNode config) {
    config.put("AttachStdin", false).put("AttachStdout", false).put("AttachStderr", false);
    config.putNull("OnBuild");
  }

  private static void addToHostConfig(ObjectNode config) {
    for (var name : new String[] {"Cgroup", "ContainerIDFile", "Isolation", "VolumeDriver"}) {
      config.put(name, "");
    }
    for (var name :
        new String[] {"CpuCount", "CpuPercent", "IOMaximumBandwidth", "IOMaximumIOps"}) {
      config.put(name, 0);
    }
    config.putArray("ConsoleSize").add(0).add(0);
    config.putArray("DeviceRequests");
  }
}
