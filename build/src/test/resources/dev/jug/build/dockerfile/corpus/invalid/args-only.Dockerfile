ARG a=1
#! 0 no build stage in current context
