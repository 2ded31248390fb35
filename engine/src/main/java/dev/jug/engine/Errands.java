package dev.jug.engine;

import dev.jug.engine.attack.Attack;
import dev.jug.engine.attack.Exhaustion;
import dev.jug.engine.attack.Moves;
import dev.jug.engine.attack.Races;
import dev.jug.engine.attack.Scene;
import dev.jug.engine.files.Copy;
import dev.jug.engine.files.Place;
import dev.jug.engine.log.LogFiles;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.LogConfig;
import dev.jug.engine.request.MountForm;
import dev.jug.engine.request.StorageBuilder;
import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.request.VolumeMount;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Errands as clients have them done: by the same code. */
final class Errands {
  /** Where another container has what it mounts. */
  static final String SEEN = "/seen";

  private static final Path FILE = Path.of(Races.PLACE, Races.PART, "canary");

  private final Engine engine;
  private final Services services;

  Errands(Engine engine, Services services) {
    this.engine = engine;
    this.services = services;
  }

  /** What an attack is made during. */
  Errand of(Attack attack) {
    return switch (attack.errand()) {
      case NONE -> (_, _) -> false;
      case COPY_OUT -> this::copyOut;
      case COPY_IN -> this::copyIn;
      case MOUNT_PART -> this::mountPart;
      case KEEP_OUTPUT -> this::keepOutput;
    };
  }

  private Copy copy() throws IOException {
    return new Copy(engine.images().scratch());
  }

  private boolean copyOut(Container attacker, Scene scene) throws IOException {
    var files = attacker.files();
    var archive = new ByteArrayOutputStream();
    try (var root = files.open()) {
      copy().read(files.place(root, FILE.toString(), "the attacker"), false, archive);
    }
    return scene.isIn(archive.toByteArray());
  }

  /** A file of the same name and other contents. */
  private boolean copyIn(Container attacker, Scene scene) throws IOException {
    var lure = Files.createDirectories(scene.canary().resolveSibling("lure")).resolve("canary");
    Files.write(lure, new byte[Long.BYTES]);
    var files = attacker.files();
    try (var host = Copy.host();
        var root = files.openWritable()) {
      var from = new Place(host, lure.toString(), "the host");
      copy().copy(from, files.place(root, FILE.toString(), "the attacker"), false, null);
    }
    return !scene.isIn(Files.readAllBytes(scene.canary()));
  }

  /** Another container mounts a part of the attacker's volume, and looks what is in it. */
  private boolean mountPart(Container attacker, Scene scene) {
    var volume = attacker.record().request().storage().volumes().getLast().volume();
    var part = new VolumeMount(volume, SEEN, true, true, Races.PART, false, "", MountForm.FIELDS);
    return sees(engine, new StorageBuilder().add(part).build(), scene);
  }

  /** Whether a container with something mounted at {@link #SEEN} finds the secret there. */
  static boolean sees(Engine engine, StorageOptions storage, Scene scene) {
    var request =
        ContainerRequest.builder(new ContainerImage.Host(false), List.of("sh"))
            .storage(storage)
            .log(LogConfig.NONE)
            .build();
    var look = Races.look(SEEN + "/canary");
    try (var run = new AttackRun(engine, request, List.of())) {
      return run.result(look, Moves.attack(look.script(), scene)).through();
    }
  }

  /** Whether all that was written is kept. */
  private boolean keepOutput(Container attacker, Scene scene) throws IOException {
    long kept = 0;
    for (var file : LogFiles.all(services.layout().stateOf(attacker.id()))) {
      kept += Files.size(file);
    }
    return kept >= Exhaustion.FLOOD_BYTES;
  }
}
