#!/usr/bin/perl
# Stands in for Testcontainers' reaper. It listens on port 8080, writes a line with "Started", takes lines with filters
# such as "label=a=b&label=c=d", and answers each with "ACK". When nobody has been connected for two seconds, it removes
# the containers, networks and volumes that a line's filters match, and ends.
use strict;
use warnings;
use IO::Select;
use IO::Socket::INET;
use IO::Socket::UNIX;

use constant { FIRST => 60, AGAIN => 2 };

my %asked;

sub encoded { join '', map { sprintf '%%%02x', ord } split //, shift }

sub decoded { shift =~ s/\+/ /gr =~ s/%([0-9a-fA-F]{2})/chr hex $1/ger }

sub ask {
  my ($method, $path) = @_;
  my $engine = IO::Socket::UNIX->new(Peer => '/var/run/docker.sock') or die "docker.sock: $!";
  print $engine "$method $path HTTP/1.0\r\nHost: docker\r\n\r\n";
  local $/;
  my $answer = <$engine>;
  print "$method $path: ", $answer =~ m{^HTTP/\S+ (\d+)}, "\n";
  return $answer;
}

# What a line asks for, as the API takes it.
sub filters {
  my %values;
  for my $pair (split /&/, shift) {
    my ($name, $value) = map { decoded($_) } split /=/, $pair, 2;
    push @{ $values{$name} }, "\"$value\"";
  }
  return encoded('{' . join(',', map { "\"$_\":[" . join(',', @{ $values{$_} }) . ']' } sort keys %values) . '}');
}

sub reap {
  my $filters = filters(shift);
  my $containers = ask('GET', "/containers/json?all=1&filters=$filters");
  ask('DELETE', "/containers/$1?force=1&v=1") while $containers =~ /"Id":"([0-9a-f]+)"/g;
  my $networks = ask('GET', "/networks?filters=$filters");
  ask('DELETE', "/networks/$1") while $networks =~ /"Id":"([0-9a-f]+)"/g;
  my $volumes = ask('GET', "/volumes?filters=$filters");
  ask('DELETE', "/volumes/$1?force=1") while $volumes =~ /"Name":"([^"]+)"/g;
}

$| = 1;
my $server = IO::Socket::INET->new(LocalPort => 8080, Listen => 16, ReuseAddr => 1) or die "port 8080: $!";
my $watched = IO::Select->new($server);
my $patience = FIRST;
my $alone = time;
print "Started\n";
while ($watched->count > 1 || time - $alone < $patience) {
  for my $ready ($watched->can_read(0.1)) {
    if ($ready == $server) {
      $watched->add($server->accept);
      $patience = AGAIN;
    } elsif (defined(my $line = <$ready>)) {
      $line =~ s/\s+$//;
      $asked{$line} = 1;
      print $ready "ACK\n";
    } else {
      $watched->remove($ready);
      close $ready;
    }
  }
  $alone = time if $watched->count > 1;
}
reap($_) for sort keys %asked;
