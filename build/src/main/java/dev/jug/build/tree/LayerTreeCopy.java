package dev.jug.build.tree;

import dev.jug.build.error.BuildFailure;
import dev.jug.image.tar.Name;
import dev.jug.linux.Fd;
import dev.jug.linux.fs.ContentReader;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.FileStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Writes what is in a directory as members of a layer. Not thread-safe. */
final class LayerTreeCopy {
  private final FileCopy copy;
  private final LayerMembers members;
  private final Predicate<String> isExcluded;
  private final ContentReader reader = new ContentReader();

  /**
   * @param isExcluded paths that stay behind
   */
  LayerTreeCopy(FileCopy copy, LayerMembers members, Predicate<String> isExcluded) {
    this.copy = copy;
    this.members = members;
    this.isExcluded = isExcluded;
  }

  /**
   * Something in a directory.
   *
   * @param there what has its name where it goes; null if that is free
   */
  record Child(Name name, FileStatus status, @Nullable FileStatus there) {
    /** Whether the directory that it goes to is changed for it. */
    boolean isNew() {
      return there == null || !there.isDirectory();
    }
  }

  /**
   * What is to be copied of a directory, in the order of the names' bytes.
   *
   * @param from opened to read its names, which nobody has done yet
   * @param to where it goes, if that is there
   * @throws BuildFailure if a directory is where something else is to be
   */
  List<Child> children(Fd from, String path, @Nullable Fd to) {
    var children = new ArrayList<Child>();
    for (var text : copy.from().names(from, path)) {
      if (isExcluded.test(SourceTree.below(path, text))) {
        continue;
      }
      var name = Name.of(text);
      var status = Entries.status(from, name.bytes());
      if (!status.isSocket()) {
        var there = to == null ? null : Entries.find(to, name.bytes()).orElse(null);
        if (there != null && there.isDirectory() && !status.isDirectory()) {
          throw FileCopy.isDirectory(name.bytes());
        }
        children.add(new Child(name, status, there));
      }
    }
    children.sort(Comparator.comparing(Child::name));
    return children;
  }

  /** Writes them. */
  void write(List<Child> children, Fd from, String path, Name at, @Nullable Fd to)
      throws IOException {
    for (var child : children) {
      if (child.status().isDirectory()) {
        directory(child, from, path, at, to);
      } else {
        other(child, from, at);
      }
    }
  }

  private void directory(Child child, Fd from, String path, Name at, @Nullable Fd to)
      throws IOException {
    var name = child.name().bytes();
    var there = child.there() != null && !child.isNew() ? to : null;
    try (var inside = Entries.directory(from, name);
        var target = there == null ? null : Entries.directory(there, name)) {
      var attributes = Destination.attributes(inside);
      if (target != null) {
        var all = new TreeMap<>(Destination.attributes(target));
        all.putAll(attributes);
        attributes = all;
      }
      var so = at.resolve(child.name());
      var how = copy.description(child.status());
      members.directory(so, how, attributes);
      if (child.there() != null && child.isNew()) {
        members.hiding(so, how);
      }
      var deeper = SourceTree.below(path, new String(name, StandardCharsets.UTF_8));
      write(children(inside, deeper, target), inside, deeper, so, target);
    }
  }

  private void other(Child child, Fd from, Name at) throws IOException {
    var name = child.name().bytes();
    var path = at.resolve(child.name());
    var status = child.status();
    var how = copy.description(status);
    if (status.isFile()) {
      try (var file = Entries.file(from, name)) {
        members.file(path, how, Destination.attributes(file), status.size(), reader.stream(file));
      }
      return;
    }
    if (status.isWhiteout()) {
      throw new BuildFailure("cannot copy " + path + ": it is a whiteout of overlayfs");
    }
    Map<String, byte[]> attributes;
    try (var location = Entries.location(from, name)) {
      attributes = Destination.attributes(location);
    }
    if (status.isLink()) {
      members.link(path, how, attributes, new Name(Entries.link(from, name)));
    } else {
      members.node(path, how, attributes, status);
    }
  }
}
