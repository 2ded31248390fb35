package dev.jug.engine.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.jug.image.catalog.CatalogEntry;
import dev.jug.image.catalog.Image;
import dev.jug.oci.image.ContainerConfig;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Reference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image, in the shape of {@code docker image inspect}.
 *
 * @param id digest of its configuration
 * @param repoTags its names
 * @param repoDigests its names with the digest of what they stand for
 * @param comment what was said when it was made
 * @param created when it was made, as RFC 3339 has it
 * @param author who made it
 * @param config how it runs
 * @param architecture of the processors it runs on
 * @param variant of those; empty if the image does not say
 * @param os operating system it runs on
 * @param size how much of the disk it takes unpacked, in bytes
 * @param graphDriver how its layers are kept
 * @param rootFs its layers
 * @param metadata what only this machine knows of it
 */
public record ImageView(
    @JsonProperty("Id") String id,
    @JsonProperty("RepoTags") List<String> repoTags,
    @JsonProperty("RepoDigests") List<String> repoDigests,
    @JsonProperty("Comment") String comment,
    @JsonProperty("Created") String created,
    @JsonProperty("Author") String author,
    @JsonProperty("Config") ContainerConfig config,
    @JsonProperty("Architecture") String architecture,
    @JsonProperty("Variant") @JsonInclude(JsonInclude.Include.NON_EMPTY) String variant,
    @JsonProperty("Os") String os,
    @JsonProperty("Size") long size,
    @JsonProperty("GraphDriver") GraphDriver graphDriver,
    @JsonProperty("RootFS") Layers rootFs,
    @JsonProperty("Metadata") Metadata metadata) {
  /** Docker's time for what never happened. */
  private static final String NEVER = "0001-01-01T00:00:00Z";

  /**
   * How layers are kept.
   *
   * @param data of the driver's own
   * @param name of the driver
   */
  public record GraphDriver(
      @JsonProperty("Data") Map<String, String> data, @JsonProperty("Name") String name) {}

  /**
   * What only this machine knows.
   *
   * @param lastTagTime not kept
   */
  public record Metadata(@JsonProperty("LastTagTime") String lastTagTime) {}

  /**
   * What an image is made of.
   *
   * @param type always {@code layers}
   * @param layers digests of the unpacked layers, the lowest first
   */
  public record Layers(
      @JsonProperty("Type") String type, @JsonProperty("Layers") List<Digest> layers) {}

  /**
   * The view of an image.
   *
   * @param entries the lines of the catalog that lead to it
   */
  public static ImageView of(Image image, List<CatalogEntry> entries, long size, String driver) {
    var config = image.config();
    return new ImageView(
        image.id().toString(),
        names(entries).stream().map(Reference::familiar).toList(),
        entries.stream().flatMap(entry -> digested(entry).stream()).distinct().toList(),
        comment(image),
        text(config.created()),
        text(config.author()),
        config.defaults(),
        config.architecture(),
        text(config.variant()),
        config.os(),
        size,
        new GraphDriver(Map.of(), driver),
        new Layers("layers", config.rootfs().diffIds()),
        new Metadata(NEVER));
  }

  private static List<Reference> names(List<CatalogEntry> entries) {
    return entries.stream()
        .map(CatalogEntry::name)
        .flatMap(Optional::stream)
        .filter(name -> name.tag() != null)
        .toList();
  }

  private static Optional<String> digested(CatalogEntry entry) {
    return entry
        .name()
        .map(name -> new Reference(name.registry(), name.repository(), null, entry.digest()))
        .map(Reference::familiar);
  }

  private static String comment(Image image) {
    var history = image.config().history();
    return history.isEmpty() ? "" : text(history.getLast().comment());
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
