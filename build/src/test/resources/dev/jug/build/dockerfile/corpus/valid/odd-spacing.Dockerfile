   FROM    busybox    
	 RUN	echo  a   b	


  # indented comment
CMD
