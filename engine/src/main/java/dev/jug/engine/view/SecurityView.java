package dev.jug.engine.view;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What the kernel's security modules know a container by; empty where they do not.
 *
 * @param appArmorProfile the profile of its processes, as it was last started
 * @param processLabel SELinux context of its processes
 * @param mountLabel SELinux context of its files
 */
public record SecurityView(
    @JsonProperty("AppArmorProfile") String appArmorProfile,
    @JsonProperty("ProcessLabel") String processLabel,
    @JsonProperty("MountLabel") String mountLabel) {}
