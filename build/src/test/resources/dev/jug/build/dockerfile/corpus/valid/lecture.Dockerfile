FROM apt:curl
MAINTAINER somebody
RUN apt-get update && \
    apt-get install -y nginx
COPY index.html /var/www/
CMD ["nginx", "-g", "daemon off;"]
