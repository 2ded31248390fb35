package dev.jug.engine;

import dev.jug.engine.container.ContainerStore;
import dev.jug.engine.container.Layout;
import dev.jug.engine.disk.SizedLayers;
import dev.jug.engine.event.Events;
import dev.jug.engine.host.HostImage;
import dev.jug.engine.image.ImageEvents;
import dev.jug.engine.image.StoredImages;
import dev.jug.engine.launch.Launches;
import dev.jug.engine.network.NetworkEvents;
import dev.jug.engine.network.Sandboxes;
import dev.jug.engine.pod.PodNetworks;
import dev.jug.engine.pod.Pods;
import dev.jug.engine.resource.Budgets;
import dev.jug.engine.selinux.Labelling;
import dev.jug.engine.selinux.SelinuxHost;
import dev.jug.engine.settings.EngineSettings;
import dev.jug.engine.spec.Filters;
import dev.jug.engine.spec.KeptSpec;
import dev.jug.engine.userns.Remap;
import dev.jug.engine.userns.UserRanges;
import dev.jug.engine.volume.Storage;
import dev.jug.engine.volume.Volumes;
import dev.jug.image.Images;
import dev.jug.runtime.ContainerRuntime;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Puts together what the containers of an engine use. */
final class Wiring {
  private Wiring() {}

  static Services services(
      EngineConfig config, Layout layout, ContainerRuntime runtime, RandomGenerator random) {
    var clock = InstantSource.system();
    var filters = Filters.standard();
    var own = Set.of(config.state(), config.run());
    var hostImage = new HostImage(layout.hostImage(), own, clock);
    var containers = new Containers();
    var settings = new AtomicReference<>(config.settings());
    var events = new Events();
    var images =
        new StoredImages(() ->
            Images.open(
                layout.images(),
                config.storageDriver(),
                config.policy(),
                containers::imageUses,
                clock,
                () -> settings.get().registries().downloads(),
                new ImageEvents(events, clock)));
    var volumes = new Volumes(layout.volumes(), events, clock, random);
    var storage =
        Storage.of(
            volumes, stored -> images.open(stored).lowers(), layout.mounts(), layout.containers());
    var sandboxes =
        new Sandboxes(
            layout, () -> NetworkSetup.open(config, layout), new NetworkEvents(events, clock));
    var pods =
        new Pods(
            layout.pods(),
            layout.livePods(),
            new PodNetworks(sandboxes::networks, () -> settings.get().network().podFolder()),
            runtime::laboratory,
            clock,
            random);
    return new Services(
        layout,
        new ContainerStore(layout),
        runtime,
        new Launches(layout, hostImage, images, storage.provisions(), filters, runtime, clock),
        new KeptSpec(filters),
        hostImage,
        images,
        sandboxes,
        storage,
        new SizedLayers(layout),
        decisions(containers, pods, settings, random),
        events,
        containers,
        clock,
        random,
        settings,
        new Budgets(layout.resources(), runtime.budgets(), config.cgroup(), clock),
        pods);
  }

  private static Decisions decisions(
      Containers containers,
      Pods pods,
      AtomicReference<EngineSettings> settings,
      RandomGenerator random) {
    return new Decisions(
        UserRanges.here(
            () -> Stream.concat(containers.idMaps(), pods.idMaps()),
            () -> settings.get().containers().remap().map(Remap::parse)),
        new Labelling(
            SelinuxHost.here(),
            () -> settings.get().containers().selinux(),
            containers::labels,
            reference -> containers.find(reference).record().request().security().labels(),
            random));
  }
}
