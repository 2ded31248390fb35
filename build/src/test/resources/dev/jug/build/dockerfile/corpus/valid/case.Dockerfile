from busybox as Base
run true
from base
onbuild run true
