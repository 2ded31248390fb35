package dev.jug.image.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Notes which members are opened. */
final class CountingMembers implements Members {
  final List<String> opened = new ArrayList<>();
  private final Members members;

  CountingMembers(Members members) {
    this.members = members;
  }

  @Override
  public String name() {
    return members.name();
  }

  @Override
  public boolean has(String member) {
    return members.has(member);
  }

  @Override
  public long size(String member) throws IOException {
    return members.size(member);
  }

  @Override
  public InputStream open(String member, long from) throws IOException {
    opened.add(member);
    return members.open(member, from);
  }

  @Override
  public void close() {
    members.close();
  }
}
