package dev.jug.engine;

import dev.jug.engine.container.ContainerStore;
import dev.jug.engine.container.Layout;
import dev.jug.engine.event.Events;
import dev.jug.engine.host.HostImage;
import dev.jug.engine.image.StoredImages;
import dev.jug.engine.launch.Launches;
import dev.jug.engine.network.Sandboxes;
import dev.jug.engine.settings.EngineSettings;
import dev.jug.engine.spec.KeptSpec;
import dev.jug.engine.userns.UserRanges;
import dev.jug.engine.volume.Storage;
import dev.jug.runtime.ContainerRuntime;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/** What every container of an engine uses. */
record Services(
    Layout layout,
    ContainerStore store,
    ContainerRuntime runtime,
    Launches launches,
    KeptSpec kept,
    HostImage hostImage,
    StoredImages images,
    Sandboxes sandboxes,
    Storage storage,
    UserRanges users,
    Events events,
    Containers containers,
    InstantSource clock,
    RandomGenerator random,
    AtomicReference<EngineSettings> settings) {}
