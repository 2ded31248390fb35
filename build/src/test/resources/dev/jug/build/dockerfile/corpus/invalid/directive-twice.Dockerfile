# escape=`
# escape=`
FROM a
#! 2 dockerfile parse error on line 2: only one escape parser directive can be used
