package dev.jug.play.generate;

import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.request.TmpfsMount;
import dev.jug.engine.request.VolumeMount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The volumes of a pod that is written: what several containers mount is one of them. */
final class PodStorage {
  private final Omissions omissions;
  private final Map<Object, String> names = new LinkedHashMap<>();
  private final List<Map<String, Object>> all = new ArrayList<>();
  private final Set<String> claims = new LinkedHashSet<>();

  PodStorage(Omissions omissions) {
    this.omissions = omissions;
  }

  /** All volumes, as a pod has them. */
  List<Map<String, Object>> all() {
    return List.copyOf(all);
  }

  /** The names of those that last. */
  List<String> claims() {
    return List.copyOf(claims);
  }

  /** What a container mounts. */
  List<Map<String, Object>> mounts(String container, StorageOptions storage) {
    var mounts = new ArrayList<Map<String, Object>>();
    storage.allBinds().forEach(bind -> mounts.add(bind(bind)));
    storage.allVolumes().forEach(volume -> mounts.add(volume(container, volume)));
    storage.tmpfs().forEach(tmpfs -> mounts.add(tmpfs(container, tmpfs)));
    omissions.note(container, "files of images (--mount type=image)", storage.images());
    omissions.note(container, "the size of /dev/shm (--shm-size)", storage.shmSize() != null);
    omissions.note(container, "a limit of the disk (--storage-opt)", storage.limit() != null);
    return mounts;
  }

  private Map<String, Object> bind(BindMount bind) {
    var path = bind.source().toString();
    var name = named(path, "hostPath", Map.of("path", path));
    var mount = mount(name, bind.target(), bind.readOnly());
    var spread =
        switch (bind.propagation()) {
          case "rshared", "shared" -> "Bidirectional";
          case "rslave", "slave" -> "HostToContainer";
          default -> "";
        };
    if (!spread.isEmpty()) {
      mount.put("mountPropagation", spread);
    }
    return mount;
  }

  /** One that nobody named goes with the pod, as it would with the container. */
  private Map<String, Object> volume(String container, VolumeMount volume) {
    var called = volume.volume().name();
    if (volume.anonymous()) {
      var key = container + ":" + volume.target();
      return mount(
          named(key, "emptyDir", Map.of("medium", "")), volume.target(), volume.readOnly());
    }
    claims.add(called);
    var source = Map.of("claimName", called);
    var name = named("claim:" + called, "persistentVolumeClaim", source);
    var mount = mount(name, volume.target(), volume.readOnly());
    if (!volume.subpath().isEmpty()) {
      mount.put("subPath", volume.subpath());
    }
    return mount;
  }

  private Map<String, Object> tmpfs(String container, TmpfsMount tmpfs) {
    var source = new LinkedHashMap<String, Object>();
    source.put("medium", "Memory");
    tmpfs.options().stream()
        .filter(option -> option.startsWith("size="))
        .map(option -> option.substring("size=".length()))
        .filter(size -> size.matches("[0-9]+[kmg]?"))
        .findFirst()
        .ifPresent(size -> source.put("sizeLimit", amount(size)));
    var name = named(container + ":" + tmpfs.target(), "emptyDir", source);
    return mount(name, tmpfs.target(), tmpfs.readOnly());
  }

  /** The kernel counts by 1024. */
  private static String amount(String size) {
    return size.replace("k", "Ki").replace("m", "Mi").replace("g", "Gi");
  }

  private String named(Object key, String kind, Map<String, ?> source) {
    var known = names.get(key);
    if (known != null) {
      return known;
    }
    var name = "volume-" + (names.size() + 1);
    names.put(key, name);
    var volume = new LinkedHashMap<String, Object>();
    volume.put("name", name);
    volume.put(kind, source);
    all.add(volume);
    return name;
  }

  private static Map<String, Object> mount(String name, String target, boolean readOnly) {
    var mount = new LinkedHashMap<String, Object>();
    mount.put("name", name);
    mount.put("mountPath", target);
    if (readOnly) {
      mount.put("readOnly", true);
    }
    return mount;
  }
}
