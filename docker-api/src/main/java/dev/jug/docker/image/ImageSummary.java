package dev.jug.docker.image;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * An image in a list: the schema {@code ImageSummary}.
 *
 * @param created seconds since 1970
 * @param size bytes of its layers on the disk
 * @param sharedSize how many of them other images have, too; -1 if nobody asked
 * @param containers how many were made from it, those that do not run included; -1 if nobody asked
 */
public record ImageSummary(
    @JsonProperty("Id") String id,
    @JsonProperty("ParentId") String parentId,
    @JsonProperty("RepoTags") List<String> repoTags,
    @JsonProperty("RepoDigests") List<String> repoDigests,
    @JsonProperty("Created") long created,
    @JsonProperty("Size") long size,
    @JsonProperty("SharedSize") long sharedSize,
    @JsonProperty("Labels") Map<String, String> labels,
    @JsonProperty("Containers") long containers) {
  static final long NOT_ASKED = -1;

  /** What clients before version 1.44 look for. */
  @JsonProperty("VirtualSize")
  public long virtualSize() {
    return size;
  }
}
