/** gRPC over HTTP/2 on streams that are open already, as server and as client. */
module dev.jug.grpc {
  requires static transitive org.jspecify;

  exports dev.jug.grpc;
  exports dev.jug.grpc.proto;
}
