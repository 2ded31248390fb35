#! 0 file with no instructions
