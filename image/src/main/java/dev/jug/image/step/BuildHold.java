package dev.jug.image.step;

import dev.jug.image.content.Lease;
import dev.jug.image.make.LayerContent;
import dev.jug.image.make.MadeLayer;
import dev.jug.image.make.PackedLayer;
import dev.jug.image.make.Workshop;
import dev.jug.image.transfer.ImageSource;
import dev.jug.oci.image.ContainerConfig;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.ImageConfig;
import dev.jug.oci.image.ImageManifest;
import dev.jug.oci.image.MediaTypes;
import dev.jug.oci.image.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one build has made and found in the store: nobody removes it until this is closed. What is
 * neither kept as a step nor part of an image by then is collected. Thread-safe.
 */
public final class BuildHold implements AutoCloseable {
  private final Workshop workshop;
  private final StepCache cache;
  private final Lease lease;
  private volatile boolean makes;

  public BuildHold(Workshop workshop, StepCache cache) throws IOException {
    this.workshop = workshop;
    this.cache = cache;
    this.lease = workshop.store().lease();
  }

  /** Holds layers that are in the store. */
  public void hold(List<MadeLayer> layers) throws IOException {
    var digests = new ArrayList<>(layers.stream().map(layer -> layer.blob().digest()).toList());
    digests.addAll(MadeLayer.chain(layers).keys());
    lease.add(digests);
  }

  /**
   * What a step of this key made, held from now on; empty if nobody knows, or it is gone.
   *
   * @param below the layers it lies above
   */
  public Optional<CachedStep> find(Digest key, List<MadeLayer> below, Instant now)
      throws IOException {
    var found = cache.read(key);
    if (found.isEmpty()) {
      return found;
    }
    var layers = new ArrayList<>(below);
    layers.add(found.get().layer());
    hold(layers);
    if (!workshop.store().has(found.get().layer().blob().digest())) {
      return Optional.empty();
    }
    cache.used(key, now);
    return found;
  }

  /**
   * Makes a layer: stores its blob and unpacks it.
   *
   * @param below the layers it lies above, the lowest first
   * @throws dev.jug.image.error.ImageException if it is beyond the limits, or the disk is full
   * @throws IOException if the disk, or what writes the layer, fails; nothing of it stays
   */
  public MadeLayer add(List<MadeLayer> below, LayerContent content) throws IOException {
    makes = true;
    return workshop
        .store()
        .disk()
        .using(() -> {
          try (var packed = PackedLayer.of(content, workshop.store())) {
            var made = new MadeLayer(packed.descriptor(), packed.diffId());
            var layers = new ArrayList<>(below);
            layers.add(made);
            hold(layers);
            workshop.store().adopt(packed.file(), packed.descriptor().digest());
            workshop.unpacking().unpack(packed.descriptor(), MadeLayer.chain(layers));
            return made;
          }
        });
  }

  /**
   * Takes in what a step made elsewhere, and keeps it, so that it need not run here.
   *
   * @param source has the layer
   * @param below the layers it lies above
   * @throws dev.jug.image.error.ImageException if it is damaged, another one, hostile, or cannot be
   *     had; nothing of it is used then
   * @throws IOException if the disk or the connection fails
   */
  public CachedStep fetch(ImageSource source, SharedStep step, List<MadeLayer> below, Instant now)
      throws IOException {
    makes = true;
    var layers = new ArrayList<>(below);
    layers.add(step.layer());
    hold(layers);
    workshop.store().disk().change(() -> workshop.fetching().fetch(source, layers));
    var diffIds = below.stream().map(MadeLayer::diffId).toList();
    var cached = new CachedStep(step.key(), step.layer(), diffIds, step.what(), now, now);
    keep(cached);
    return cached;
  }

  /**
   * Writes the documents that tell other engines of steps.
   *
   * @return what leads to them and their layers, as long as this is open
   */
  public Descriptor share(List<SharedStep> steps) throws IOException {
    makes = true;
    var codec = workshop.codec();
    var nothing = "{}".getBytes(StandardCharsets.UTF_8);
    var config = Descriptor.of(MediaTypes.OCI_EMPTY, nothing);
    var manifest = codec.write(SharedSteps.manifest(config, steps));
    var described = Descriptor.of(MediaTypes.OCI_MANIFEST, manifest);
    lease.add(List.of(config.digest(), described.digest()));
    workshop.store().put(config.digest(), nothing);
    workshop.store().put(described.digest(), manifest);
    return described;
  }

  /** Keeps what a step made, so that it need not run again. */
  public void keep(CachedStep step) throws IOException {
    cache.write(step);
  }

  /**
   * Writes the documents of an image that has no name and is in no list: containers can be made of
   * it as long as this is open.
   *
   * @return digest of its manifest
   */
  public Digest image(List<MadeLayer> layers, Platform platform) throws IOException {
    makes = true;
    var codec = workshop.codec();
    var rootfs = new ImageConfig.Layers("layers", layers.stream().map(MadeLayer::diffId).toList());
    var config = codec.write(config(platform, rootfs));
    var configured = Descriptor.of(MediaTypes.OCI_CONFIG, config);
    var manifest =
        codec.write(ImageManifest.of(configured, layers.stream().map(MadeLayer::blob).toList()));
    var described = Descriptor.of(MediaTypes.OCI_MANIFEST, manifest);
    lease.add(List.of(configured.digest(), described.digest()));
    workshop.store().put(configured.digest(), config);
    workshop.store().put(described.digest(), manifest);
    return described.digest();
  }

  private static ImageConfig config(Platform platform, ImageConfig.Layers rootfs) {
    return new ImageConfig(
        null,
        null,
        platform.architecture(),
        platform.os(),
        platform.osVersion(),
        platform.osFeatures(),
        platform.variant(),
        ContainerConfig.NONE,
        rootfs,
        List.of());
  }

  /** Lets go of everything; what nothing else leads to is removed. */
  @Override
  public void close() {
    try (lease) {
      if (makes) {
        workshop.tidying().accept(lease);
      } else {
        lease.done();
      }
    }
  }
}
