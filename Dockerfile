# Dateline as a container: `docker compose up --build`. Everything is in the image, the models' weights, too; at run
# time it talks to Discord only, and to the servers that `index` is told to fetch from.
FROM python:3.11-slim

RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin dateline \
    && install --directory --owner dateline --group dateline --mode 700 /data

WORKDIR /opt/dateline
COPY pyproject.toml constraints.txt README.md ./
COPY bot bot
COPY store store
RUN pip install --no-cache-dir --disable-pip-version-check -c constraints.txt .

ENV DATELINE_HOME=/data HF_HUB_OFFLINE=1 HOME=/tmp PYTHONUNBUFFERED=1
USER dateline
WORKDIR /data
VOLUME /data
ENTRYPOINT ["dateline"]
CMD ["run"]
