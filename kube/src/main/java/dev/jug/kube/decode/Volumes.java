package dev.jug.kube.decode;

import dev.jug.kube.model.EnvVar;
import dev.jug.kube.model.Volume;
import dev.jug.kube.model.VolumeMount;
import dev.jug.kube.yaml.Fields;
import dev.jug.kube.yaml.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Volumes, and where containers have them. */
final class Volumes {
  private static final int MODE = 0644;
  private static final String CLOUD =
      "volumes of clusters and clouds; there are emptyDir, hostPath, "
          + "configMap, secret, downwardAPI, projected and persistentVolumeClaim";

  private static final Map<String, String> TYPES =
      Map.of(
          "", "",
          "DirectoryOrCreate", "DirectoryOrCreate",
          "Directory", "Directory",
          "FileOrCreate", "FileOrCreate",
          "File", "File",
          "Socket", "Socket",
          "CharDevice", "CharDevice",
          "BlockDevice", "BlockDevice");

  private static final Map<String, VolumeMount.Propagation> PROPAGATIONS =
      Map.of(
          "None", VolumeMount.Propagation.NONE,
          "HostToContainer", VolumeMount.Propagation.HOST_TO_CONTAINER,
          "Bidirectional", VolumeMount.Propagation.BIDIRECTIONAL);

  private Volumes() {}

  static Volume volume(Fields fields) {
    var name = fields.need("name").map(Names::label).orElse("");
    fields.unsupported(CLOUD, "nfs", "iscsi", "csi", "ephemeral", "image", "fc", "rbd", "cephfs");
    fields.unsupported(
        CLOUD, "awsElasticBlockStore", "azureDisk", "azureFile", "gcePersistentDisk");
    fields.unsupported(CLOUD, "cinder", "glusterfs", "gitRepo", "flexVolume", "flocker");
    fields.unsupported(CLOUD, "photonPersistentDisk", "portworxVolume", "quobyte", "scaleIO");
    fields.unsupported(CLOUD, "storageos", "vsphereVolume");
    Optional<Volume.Source> source =
        One.of(
            fields,
            "source of a volume",
            fields.object("emptyDir", Volumes::emptyDir),
            fields.object("hostPath", Volumes::hostPath),
            fields.object("configMap", ref -> objects(ref, false, "name")),
            fields.object("secret", ref -> objects(ref, true, "secretName")),
            fields.object("downwardAPI", Volumes::downwardApi),
            fields.object("projected", Volumes::projected),
            fields.object("persistentVolumeClaim", Volumes::claim));
    return new Volume(name, source.orElse(new Volume.EmptyDir(false, Optional.empty())));
  }

  private static Volume.Source emptyDir(Fields fields) {
    var media = Map.of("", false, "Memory", true);
    return new Volume.EmptyDir(
        fields.word("medium", media).orElse(false), fields.take("sizeLimit").map(Common::quantity));
  }

  private static Volume.Source hostPath(Fields fields) {
    var path = fields.need("path");
    var text = path.map(Value::text).orElse("");
    if (path.isPresent() && List.of(text.split("/", -1)).contains("..")) {
      path.get().wrong("a path of the host has no '..' in it");
    }
    return new Volume.HostPath(text, fields.word("type", TYPES).orElse(""));
  }

  private static Volume.Source claim(Fields fields) {
    return new Volume.Claim(fields.needText("claimName"), fields.flag("readOnly", false));
  }

  private static Volume.Objects objects(Fields fields, boolean secret, String nameField) {
    return new Volume.Objects(
        secret,
        fields.needText(nameField),
        fields.objects("items", Volumes::item),
        Common.mode(fields, "defaultMode").orElse(MODE),
        fields.flag("optional", false));
  }

  private static Volume.Item item(Fields fields) {
    return new Volume.Item(fields.needText("key"), below(fields), Common.mode(fields, "mode"));
  }

  private static String below(Fields fields) {
    return fields.need("path").map(Volumes::below).orElse("");
  }

  /** A path that stays in its volume. */
  private static String below(Value path) {
    var text = path.text();
    if (text.startsWith("/") || List.of(text.split("/", -1)).contains("..")) {
      path.wrong("a path below a volume does not begin with '/', and has no '..'");
    }
    return text;
  }

  private static Volume.DownwardApi downwardApi(Fields fields) {
    return new Volume.DownwardApi(
        fields.objects("items", Volumes::podFile), Common.mode(fields, "defaultMode").orElse(MODE));
  }

  private static Volume.PodFile podFile(Fields fields) {
    var source =
        One.of(
            fields,
            "thing known of the pod",
            fields.object("fieldRef", Envs::podField),
            fields.object("resourceFieldRef", Envs::resource));
    return new Volume.PodFile(
        below(fields), source.orElse(new EnvVar.Source.PodField("")), Common.mode(fields, "mode"));
  }

  private static Volume.Source projected(Fields fields) {
    int mode = Common.mode(fields, "defaultMode").orElse(MODE);
    var sources = fields.list("sources", value -> value.object(one -> projection(one, mode)));
    return new Volume.Projected(sources.stream().flatMap(Optional::stream).toList(), mode);
  }

  private static Optional<Volume.Projection> projection(Fields fields, int mode) {
    fields.unsupported("there is no cluster that could sign", "serviceAccountToken");
    fields.unsupported("there is no cluster that could sign", "clusterTrustBundle");
    fields.unsupported("there is no cluster that could sign", "podCertificate");
    return One.of(
        fields,
        "source of files",
        fields.object("configMap", ref -> part(ref, false, mode)),
        fields.object("secret", ref -> part(ref, true, mode)),
        fields.object(
            "downwardAPI",
            ref -> new Volume.DownwardApi(ref.objects("items", Volumes::podFile), mode)));
  }

  private static Volume.Objects part(Fields fields, boolean secret, int mode) {
    return new Volume.Objects(
        secret,
        fields.needText("name"),
        fields.objects("items", Volumes::item),
        mode,
        fields.flag("optional", false));
  }

  static VolumeMount mount(Fields fields, Set<String> volumes) {
    var name = fields.need("name");
    if (name.isPresent() && !volumes.contains(name.get().text())) {
      name.get().wrong("the pod has no volume '" + name.get().text() + "'");
    }
    var path = fields.need("mountPath");
    if (path.isPresent() && path.get().text().contains(":")) {
      path.get().wrong("a path in a container has no ':'");
    }
    var subPath = fields.take("subPath").map(Volumes::below);
    var expression = fields.take("subPathExpr").map(Volumes::below);
    if (subPath.isPresent() && expression.isPresent()) {
      fields.wrong("'subPath' and 'subPathExpr' exclude each other");
    }
    boolean readOnly = fields.flag("readOnly", false);
    fields.unsupported("a read-only mount is read-only below too", "recursiveReadOnly");
    return new VolumeMount(
        name.map(Value::text).orElse(""),
        path.map(Value::text).orElse(""),
        expression.or(() -> subPath).orElse(""),
        expression.isPresent(),
        readOnly,
        fields.word("mountPropagation", PROPAGATIONS).orElse(VolumeMount.Propagation.NONE));
  }
}
