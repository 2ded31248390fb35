# nothing

#! 0 file with no instructions
