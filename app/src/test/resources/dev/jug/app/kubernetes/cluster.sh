# A cluster of one node, in a network and with mounts of its own. Says when it is ready, and ends when it is told to.
#
#   sh cluster.sh FOLDER SOCKET GROUP     where its files go, the runtime, above its pods' groups
set -eu
cd "$1"
address=192.0.2.1

cat >kubeconfig <<END
apiVersion: v1
kind: Config
clusters: [{name: here, cluster: {server: "https://127.0.0.1:6443", insecure-skip-tls-verify: true}}]
users: [{name: admin, user: {token: admin}}]
contexts: [{name: here, context: {cluster: here, user: admin}}]
current-context: here
END
cat >kubelet.yaml <<END
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
staticPodPath: $PWD/manifests
fileCheckFrequency: 1s
authentication: {anonymous: {enabled: true}, webhook: {enabled: false}}
authorization: {mode: AlwaysAllow}
cgroupDriver: cgroupfs
cgroupRoot: $3
failSwapOn: false
makeIPTablesUtilChains: false
evictionHard: {memory.available: 1Mi}
imageGCHighThresholdPercent: 100
imageGCLowThresholdPercent: 99
END
mkdir manifests
echo 'admin,admin,admin,"system:masters"' >tokens
openssl genrsa -out key 2048 2>/dev/null

programs=
start() {
  "$@" >"${1##*/}.log" 2>&1 &
  programs="$programs $!"
}
end() {
  kill $programs 2>/dev/null || true
  wait
}
trap 'end; exit' TERM

ip link set lo up
ip link add node type bridge
ip addr add $address/24 dev node
ip link set node up
ip route add default via 192.0.2.2
start etcd --data-dir etcd --listen-client-urls http://127.0.0.1:2379 --advertise-client-urls http://127.0.0.1:2379
start kube-apiserver --etcd-servers http://127.0.0.1:2379 --service-cluster-ip-range 198.51.100.0/24 \
  --service-account-issuer https://here --service-account-signing-key-file key --service-account-key-file key \
  --token-auth-file tokens --bind-address 127.0.0.1 --advertise-address $address --cert-dir api --allow-privileged \
  --kubelet-preferred-address-types InternalIP
export KUBECONFIG=kubeconfig
until kubectl get --raw /readyz >/dev/null 2>&1; do sleep 0.2; done
start kube-controller-manager --kubeconfig kubeconfig --service-account-private-key-file key --root-ca-file api/apiserver.crt \
  --leader-elect=false --cert-dir controllers
start kube-scheduler --kubeconfig kubeconfig --leader-elect=false --cert-dir scheduler
start kubelet --config kubelet.yaml --kubeconfig kubeconfig --root-dir "$PWD/kubelet" --cert-dir kubelet-pki \
  --hostname-override node --node-ip $address --container-runtime remote \
  --container-runtime-endpoint "unix://$2" --image-service-endpoint "unix://$2"
until kubectl wait --for=condition=Ready node/node --timeout=60s >/dev/null 2>&1; do sleep 0.2; done
echo ready
wait
